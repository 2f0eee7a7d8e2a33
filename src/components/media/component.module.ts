import { Module } from '@nestjs/common';

/** Owns pictures, videos and documents, and their places at products, variants and reviews. */
@Module({})
export default class MediaModule {}
