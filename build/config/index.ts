export {
  type ApplicationConfig,
  type ClientConfig,
  type DatabaseConfig,
  defineConfig,
  type GeneratorConfig,
  type ProjectConfig,
} from './define-config';
