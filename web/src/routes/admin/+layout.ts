import { learn_staff_texts } from '$lib/texts/staff';

export const load = () => learn_staff_texts();
