import type { HandleClientError } from '@sveltejs/kit';

/** Says nothing in the console, where a name or a message could be read later. */
export const handleError: HandleClientError = ({ message }) => ({ message });
