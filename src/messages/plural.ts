/** `1 subnet`, `2 subnets`, `0 subnets`: English counts. `many` for plurals that do not take an s. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The first `most` of a list, and how many more there are: `a, b, c 외 4개`, `a, b, c and 4 more`. */
export const listed = (items: readonly string[], most = 4): { ko: string; en: string } => {
  const shown = items.slice(0, most).join(', ');
  const rest = items.length - most;
  return rest <= 0 ? { ko: shown, en: shown } : { ko: `${shown} 외 ${rest}개`, en: `${shown} and ${rest} more` };
};
