export { TypeChecker, type TypeCheckerOptions } from './type-checker';
