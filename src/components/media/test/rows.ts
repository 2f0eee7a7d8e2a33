import { randomUUID } from 'node:crypto';

export function media() {
  return {
    assetId: randomUUID(),
    url: 'https://example.org/shirt.jpg',
    type: 'IMAGE' as const,
    provider: 'S3' as const,
    mimeType: 'image/jpeg',
    sizeBytes: 1000,
  };
}
