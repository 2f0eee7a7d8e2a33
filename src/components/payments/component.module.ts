import { Module } from '@nestjs/common';

/** Owns how orders are paid: payments, refunds and saved cards. */
@Module({})
export default class PaymentsModule {}
