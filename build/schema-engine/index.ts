export * from '@prismosaic/schema-engine';
