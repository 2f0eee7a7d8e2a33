import { Controller, Get, Res } from '@nestjs/common';
import { databaseFault } from '@prismosaic/nestjs';
import type { Response } from 'express';
import { PrismaService } from '../database/prisma.service';

/** For a load balancer, and for programs that wait until the server is up. */
@Controller('health')
export class HealthController {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * 200 when the database answers, or when all connections are in use: then it is up, and a balancer that took this
   * process out would make the others' load worse. 503 when it does not answer, without the reason: visitors must not see it.
   */
  @Get()
  async check(@Res() response: Response): Promise<void> {
    response.set('Cache-Control', 'no-store');
    const state = this.prisma.adapter.busy ? 'busy' : await this.ask();
    response.status(state === 'unavailable' ? 503 : 200).json({ status: state });
  }

  private async ask(): Promise<'ok' | 'busy' | 'unavailable'> {
    try {
      await this.prisma.$queryRaw`SELECT 1`;
      return 'ok';
    } catch (error) {
      return databaseFault(error)?.kind === 'busy' ? 'busy' : 'unavailable';
    }
  }
}
