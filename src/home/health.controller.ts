import { Controller, Get, Res } from '@nestjs/common';
import { readinessOf } from '@prismosaic/nestjs';
import type { Response } from 'express';
import { PrismaService } from '../database/prisma.service';

/** For a load balancer, and for programs that wait until the server is up. */
@Controller('health')
export class HealthController {
  constructor(private readonly prisma: PrismaService) {}

  /** 200 as long as this process answers: whoever restarts it must not do so because of the database. */
  @Get('live')
  live(@Res() response: Response): void {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  }

  /**
   * 200 when the database answers and has what this build needs, or when all connections are in use: then it is up, and a
   * balancer that took this process out would make the others' load worse. 503 when it does not answer, or is behind. Without
   * the reason: visitors must not see it.
   */
  @Get(['', 'ready'])
  async ready(@Res() response: Response): Promise<void> {
    const { state } = await readinessOf(this.prisma);
    const isUp = state === 'ok' || state === 'busy';
    response
      .set('Cache-Control', 'no-store')
      .status(isUp ? 200 : 503)
      .json({ status: state });
  }
}
