import { proveIsolation } from './prove-isolation';

proveIsolation('fourth');
