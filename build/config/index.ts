export { type DatabaseConfig, defineConfig, type ProjectConfig } from './define-config';
