// What somebody did to the fields of a form since its page came.

/** Whether somebody changed a field. */
export function touched(field) {
  if (field.type === 'radio') return field.checked && !field.defaultChecked;
  if (field.type === 'checkbox') return field.checked !== field.defaultChecked;
  if (field.type === 'file') return field.files.length > 0;
  if (field.matches('select')) {
    const options = [...field.options];
    const marked = options.some((option) => option.defaultSelected);
    return options.some((option, at) => option.selected !== (marked ? option.defaultSelected : at === 0));
  }
  return field.matches('textarea, input:not([type=hidden])') && field.value !== field.defaultValue;
}

/** Whether anything in a form was changed. */
export const is_touched = (form) => [...form.elements].some(touched);
