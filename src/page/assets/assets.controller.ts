import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { publishedAsset } from './assets';

@Controller('assets')
export class AssetsController {
  @Get(':file')
  serve(@Param('file') file: string, @Res() response: Response): void {
    const asset = publishedAsset(file);
    if (asset === undefined) throw new NotFoundException();
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.text);
  }
}
