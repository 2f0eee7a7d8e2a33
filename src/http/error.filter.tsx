import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { databaseFault } from '@prismosaic/nestjs';
import type { Request, Response } from 'express';
import { ErrorPage } from '../page/error-page';
import { Pages } from '../page/pages';
import { type HttpFault, httpFault } from './http-fault';
import { OutageLog } from './outage-log';
import { retryOf } from './retry';

/** Answers every error: a page for a browser, JSON for a program that asks for it. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');
  private readonly outages = new OutageLog((line) => this.logger.warn(line));

  constructor(private readonly pages: Pages) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const request = host.switchToHttp().getRequest<Request>();
    const fault = httpFault(error);
    if (fault.status >= 500) this.log(error, fault, request);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (fault.retryAfter !== undefined) response.set('Retry-After', String(fault.retryAfter));
    if (request.accepts(['html', 'json']) === 'json') {
      response.status(fault.status).json({ statusCode: fault.status, message: fault.message });
      return;
    }
    const retry = fault.status === 500 || fault.status === 503 ? retryOf(request) : undefined;
    const body = <ErrorPage fault={fault} retry={retry} />;
    this.pages.send(response, { title: fault.title, body }, fault.status);
  }

  /** A temporary outage is one line for all requests; any other error needs its stack. */
  private log(error: unknown, fault: HttpFault, { method, path }: Request): void {
    const database = databaseFault(error);
    const advice = database?.kind === 'not-migrated' ? '; `npx prismosaic doctor` shows what to run' : '';
    if (fault.retryAfter !== undefined) this.outages.report(fault.title, `${database?.reason}${advice}`);
    else this.logger.error(`${method} ${path}`, error instanceof Error ? error.stack : String(error));
  }
}
