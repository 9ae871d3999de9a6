/**
 * The page's style policy allows only elements that carry this load's nonce. Libraries that insert a style element of
 * their own (scroll lock, scrollbar measurement) do not know it, so every created style element gets it here.
 */
export const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

const createElement = document.createElement.bind(document)
document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
  const element = createElement(name, options)
  if (element instanceof HTMLStyleElement) element.nonce = nonce
  return element
}
