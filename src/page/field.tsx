import type { ReactNode } from 'react';

/** The attributes that connect a control with its label, hint and message. */
export interface ControlProps {
  id: string;
  name: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  /** The first invalid field gets the focus when the page opens. */
  autoFocus?: true;
}

interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  /** What is wrong with the value; also marks the control. */
  error?: string;
  focus?: boolean;
  optional?: boolean;
  children: (control: ControlProps) => ReactNode;
}

/** A label, its control, a hint, and a message when the value was refused. */
export function Field({ name, label, hint, error, focus, optional, children }: FieldProps) {
  const id = `field-${name}`;
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional"> (optional)</span>}
      </label>
      {children({
        id,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        autoFocus: focus || undefined,
      })}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <span className="visually-hidden">Error: </span>
          {error}
        </p>
      )}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
