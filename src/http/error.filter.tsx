import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ErrorPage } from '../page/error-page';
import { Pages } from '../page/pages';
import { httpFault } from './http-fault';

/** Answers every error: a page for a browser, JSON for a program that asks for it. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly pages: Pages) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const request = host.switchToHttp().getRequest<Request>();
    const fault = httpFault(error);
    if (fault.status >= 500) {
      this.logger.error(
        `${request.method} ${request.path}`,
        error instanceof Error ? error.stack : String(error),
      );
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (fault.status === 503) response.set('Retry-After', '30');
    if (request.accepts(['html', 'json']) === 'json') {
      response.status(fault.status).json({ statusCode: fault.status, message: fault.message });
      return;
    }
    this.pages.send(response, { title: fault.title, body: <ErrorPage fault={fault} /> }, fault.status);
  }
}
