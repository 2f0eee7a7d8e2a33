import { proveIsolation } from './prove-isolation';

proveIsolation('second');
