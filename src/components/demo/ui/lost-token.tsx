import type { ReactNode } from 'react';

/** Says why a form is shown again, and what to do. */
export function LostToken({ children }: { children: ReactNode }) {
  return (
    <div className="error-summary" role="alert">
      <p>This form was open for too long, or your browser did not keep its cookie. {children}</p>
    </div>
  );
}
