import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { databaseFault } from '@prismosaic/nestjs';
import { ForgedRequestException } from './csrf';

/** What a visitor sees of an error. */
export interface HttpFault {
  status: number;
  title: string;
  message: string;
  /** A command that fixes it. */
  command?: string;
  /** Seconds after which another try makes sense. */
  retryAfter?: number;
}

/**
 * The page for an error. An unexpected error becomes a 500 without details.
 *
 * @param developing whether the reader of the page is a developer of the project
 */
export function httpFault(
  error: unknown,
  developing: boolean = process.env.NODE_ENV === 'development',
): HttpFault {
  const database = databaseFault(error)?.kind;
  if (database === 'not-migrated') return developing ? NOT_MIGRATED : UPDATING;
  if (database === 'unreachable') {
    return {
      status: 503,
      title: 'The database is unavailable',
      message: 'It can’t be reached at the moment. Please try again in a minute.',
      retryAfter: 30,
    };
  }
  if (database === 'busy') {
    return {
      status: 503,
      title: 'Too busy at the moment',
      message: 'Other requests use all connections to the database. Please try again in a few seconds.',
      retryAfter: 5,
    };
  }
  if (database === 'slow') {
    return {
      status: 503,
      title: 'This took too long',
      message:
        'The database was busy with something else, so nothing was changed. Please try again in a few seconds.',
      retryAfter: 5,
    };
  }
  if (error instanceof ForgedRequestException) {
    return {
      status: 403,
      title: 'This form can’t be accepted',
      message:
        'It did not come from a current page of this site, or your browser refuses its cookies. Nothing was changed. ' +
        'Go back, reload the page and send the form again.',
    };
  }
  const status = statusOf(error);
  const known = MESSAGES[status];
  if (known !== undefined) return { status, ...known };
  return {
    status,
    title: STATUS_CODES[status] ?? 'Error',
    message: error instanceof HttpException ? error.message : 'This request can’t be answered.',
  };
}

/** The right command depends on more than this page knows, so `doctor` shows it. */
const NOT_MIGRATED: HttpFault = {
  status: 503,
  title: 'The database is behind the schema',
  message:
    'A table or column that this page needs is missing. This shows which migration is missing, and the command to run:',
  command: 'npx prismosaic doctor',
};

const UPDATING: HttpFault = {
  status: 503,
  title: 'This page is being updated',
  message: 'It will be available again soon. Please try again in a minute.',
  retryAfter: 30,
};

const MESSAGES: Record<number, { title: string; message: string }> = {
  404: { title: 'Page not found', message: 'There is nothing at this address. It may have been deleted.' },
  413: {
    title: 'That was too long',
    message: 'The request is larger than this site accepts. Nothing was changed.',
  },
  500: {
    title: 'Something went wrong',
    message: 'The error was written to the log. Please try again later.',
  },
};

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // What body-parser and its like throw: `status` is meant for the client when `expose` says so.
  if (error instanceof Error && 'expose' in error && error.expose === true && 'status' in error) {
    return typeof error.status === 'number' ? error.status : 500;
  }
  return 500;
}
