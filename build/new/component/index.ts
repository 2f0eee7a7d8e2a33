export { type ComponentOptions, OptionError } from './component-options';
export { type Created, createComponent, type Refused } from './create';
export { Taken } from './taken';
