interface Props {
  label: string
  items: readonly { key: string; label: string }[]
  open: string
  onOpen(key: string): void
}

/** A row of choices of which one is open: settings, sheets of a workbook. It wraps where the window is narrow. */
export function Choices({ label, items, open, onOpen }: Props) {
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
