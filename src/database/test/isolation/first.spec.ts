import { proveIsolation } from './prove-isolation';

proveIsolation('first');
