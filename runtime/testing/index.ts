export { refusal } from './refusal';
