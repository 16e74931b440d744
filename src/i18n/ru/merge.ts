export const merge = {
  merge: 'Объединить',
};
