import { proveIsolation } from './prove-isolation';

proveIsolation('third');
