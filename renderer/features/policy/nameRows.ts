/** One row of a list of names, or of amounts by name. */
export interface NameRow {
  name: string
  /** Empty in a list of names. */
  amount: string
}

/** The rows a text of names (顿号分开) or of `name=amount` lines has; an empty text is one empty row. */
export function nameRows(text: string, withAmounts: boolean): NameRow[] {
  const pieces = text.split(withAmounts ? '\n' : /[、,，;；\n]/).map((piece) => piece.trim())
  const rows = pieces
    .filter((piece) => piece !== '')
    .map((piece): NameRow => {
      const [name = '', ...amount] = withAmounts ? piece.split('=') : [piece]
      return { name: name.trim(), amount: amount.join('=').trim() }
    })
  return rows.length === 0 ? [{ name: '', amount: '' }] : rows
}

/** The rows in the form a value is read from; a plain number is 万元, and a row left empty is no row. */
export function nameText(rows: readonly NameRow[], withAmounts: boolean): string {
  const filled = rows.filter(({ name, amount }) => name.trim() !== '' || amount.trim() !== '')
  if (!withAmounts) return filled.map(({ name }) => name.trim()).join('、')
  return filled.map(({ name, amount }) => `${name.trim()}=${withUnit(amount)}`).join('\n')
}

function withUnit(amount: string): string {
  const plain = amount.normalize('NFKC').replace(/[\s,]/g, '')
  return /^\d+(\.\d+)?$/.test(plain) ? `${plain}万元` : plain
}
