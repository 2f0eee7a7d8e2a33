/** Runs SQL scripts by the one mechanism of deploys, shadow databases and worker schemas. */
export { type RunOptions, runScript } from './run-script';
export { OpenTransactionError, ScriptError } from './script-error';
export { RESET_SESSION } from './session';
