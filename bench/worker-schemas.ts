/**
 * Setting up 8 worker schemas of 50 tables: replaying the migrations in all at once, beside one `pg_dump | psql` for
 * each. Run it with `node bench/worker-schemas.js`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client, escapeIdentifier } from 'pg';
import { isFree } from '../build/postgres/server/port';
import { prepareWorkerSchemas } from '../src/database/testing';
