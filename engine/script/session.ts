/** Undoes what a script may have changed in its session: role, settings. */
export const RESET_SESSION = 'RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL';
