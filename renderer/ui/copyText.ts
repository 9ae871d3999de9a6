/** Puts a text on the clipboard within the person's own click; the window asks for no permission to do so. */
export function copyText(text: string): boolean {
  let taken = false
  const fill = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    taken = true
  }
  document.addEventListener('copy', fill, { once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', fill)
  return taken
}
