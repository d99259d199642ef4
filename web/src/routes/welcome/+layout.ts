import { learn_seldom_texts } from '$lib/texts/seldom';

export const load = () => learn_seldom_texts();
