import type { Argument, InputType, OutputField, OutputType } from './dmmf';
import type { Names } from './names';
import { UnknownForm } from './unknown-form';

/** The kinds of values that a field takes, as in Prisma's parameter graph. */
export const EdgeFlag = {
  ParamScalar: 1,
  ParamEnum: 2,
  ParamListScalar: 4,
  ParamListEnum: 8,
  ListObject: 16,
  Object: 32,
};

const scalarMasks = new Map([
  ['String', 1],
  ['UUID', 1],
  ['Int', 2],
  ['BigInt', 4],
  ['Float', 8],
  ['Decimal', 16],
  ['Boolean', 32],
  ['DateTime', 64],
  ['Json', 128],
  ['Bytes', 256],
]);

/** What a field of an input type, or an argument, takes. Names are numbers, see `Names`. */
export interface FieldFacts {
  name: number;
  /** Of scalars only. */
  flags: number;
  mask: number;
  enumeration: { name: number; flag: number } | undefined;
  /** Without repetitions. */
  objects: readonly ObjectRef[];
  /** The number of the object, or of the union of all objects. */
  child: number | undefined;
}

export interface ObjectRef {
  type: number;
  isList: boolean;
}

export interface InputFacts {
  grouping: string | undefined;
  /** Whether it is used with several models. */
  isOpen: boolean;
  refersToFields: boolean;
  fields: readonly FieldFacts[];
}

export interface OutputFieldFacts {
  name: number;
  args: readonly FieldFacts[];
  /** Set when it returns an object. */
  output: number | undefined;
}

export interface OutputFacts {
  fields: readonly OutputFieldFacts[];
}

const none: readonly never[] = [];

/** Extracts from types the facts that each run needs of all of them. */
export class FactFinder {
  constructor(readonly names: Names) {}

  readonly ofInput = ({ meta, fields }: InputType): InputFacts => ({
    grouping: meta?.grouping,
    isOpen: !meta?.source,
    refersToFields: fields.some(({ inputTypes }) =>
      inputTypes.some(({ location }) => location === 'fieldRefTypes'),
    ),
    fields: fields.map((field) => this.#ofField(field)),
  });

  readonly ofOutput = ({ fields }: OutputType): OutputFacts => ({ fields: fields.map(this.ofOutputField) });

  readonly ofOutputField = ({ name, args, outputType }: OutputField): OutputFieldFacts => ({
    name: this.names.numberOf(name),
    args: args.length === 0 ? none : args.map((arg) => this.#ofField(arg)),
    output: outputType.location === 'outputObjectTypes' ? this.names.numberOfType(outputType) : undefined,
  });

  #ofField({ name, isParameterizable, inputTypes }: Argument): FieldFacts {
    let [flags, mask] = [0, 0];
    let enumeration: FieldFacts['enumeration'];
    const objects: ObjectRef[] = [];
    for (const ref of inputTypes) {
      switch (ref.location) {
        case 'scalar':
          if (!isParameterizable) break;
          mask |= scalarMasks.get(ref.type) ?? 0;
          flags |= ref.isList ? EdgeFlag.ParamListScalar : EdgeFlag.ParamScalar;
          break;
        case 'enumTypes':
          if (!isParameterizable || ref.namespace !== 'model') break;
          enumeration ??= {
            name: this.names.numberOf(ref.type),
            flag: ref.isList ? EdgeFlag.ParamListEnum : EdgeFlag.ParamEnum,
          };
          break;
        case 'inputObjectTypes':
          addObject(objects, { type: this.names.numberOfType(ref), isList: ref.isList });
          break;
        case 'fieldRefTypes':
          break;
        default:
          throw new UnknownForm(`Prisma described a field of an unknown kind, "${ref.location}".`);
      }
    }
    return {
      name: this.names.numberOf(name),
      flags,
      mask,
      enumeration,
      objects,
      child: childOf(objects, this.names),
    };
  }
}

/** Adds an object unless it is there already. */
export function addObject(objects: ObjectRef[], { type, isList }: ObjectRef): void {
  if (!objects.some((one) => one.type === type && one.isList === isList)) objects.push({ type, isList });
}

/** A union of objects has its own number, which does not depend on their order. */
export function childOf(objects: readonly ObjectRef[], names: Names): number | undefined {
  if (objects.length <= 1) return objects[0]?.type;
  const types = objects.map(({ type }) => type).sort((a, b) => a - b);
  return names.numberOf(types.join('|'));
}
