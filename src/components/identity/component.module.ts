import { Module } from '@nestjs/common';

/** Owns who people are and what they may do: users, sessions, roles, permissions, addresses. */
@Module({})
export default class IdentityModule {}
