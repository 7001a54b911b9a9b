/** The time of a day (`HH:MM`) at which a due without a time counts as due, where the person says no other. */
export const usualTime = '09:00';
