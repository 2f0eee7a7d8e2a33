import { Module } from '@nestjs/common';

/** Owns the record of who changed what. */
@Module({})
export default class AuditModule {}
