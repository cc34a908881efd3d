/** Elements, by their names. Nothing that comes from a person is ever read as HTML. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  { class: called, ...fields }: Partial<HTMLElementTagNameMap[Name]> & { class?: string } = {},
  ...within: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), fields);
  if (called !== undefined) element.className = called;
  element.append(...within);
  return element;
}
