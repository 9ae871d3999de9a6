import { useCommands } from './commands.ts'

interface Props {
  label: string
  items: readonly { key: string; label: string }[]
  open: string
  onOpen(key: string): void
  /** Name of the page whose parts these are: Ctrl+K offers them too. */
  page?: string
}

/** A row of choices of which one is open: settings, sheets of a workbook. It wraps where the window is narrow. */
export function Choices({ label, items, open, onOpen, page = '' }: Props) {
  const others = page === '' ? [] : items.filter(({ key }) => key !== open)
  useCommands(
    others.map(({ key, label: part }) => ({ id: `${page}.${key}`, label: `${page}：${part}`, run: () => onOpen(key) })),
  )
  return (
    <div className="pills" role="toolbar" aria-label={label}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          className={item.key === open ? 'pill on' : 'pill'}
          aria-pressed={item.key === open}
          onClick={() => onOpen(item.key)}
        >
          {item.label}
        </button>
      ))}
    </div>
  )
}
