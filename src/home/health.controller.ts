import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { PrismaService } from '../database/prisma.service';

/** For a load balancer, and for whoever waits until the server is up. */
@Controller('health')
export class HealthController {
  constructor(private readonly prisma: PrismaService) {}

  /** 200 when the database answers, 503 when not; why not is nobody's business outside. */
  @Get()
  async check(@Res() response: Response): Promise<void> {
    response.set('Cache-Control', 'no-store');
    try {
      await this.prisma.$queryRaw`SELECT 1`;
      response.json({ status: 'ok' });
    } catch {
      response.status(503).json({ status: 'unavailable' });
    }
  }
}
