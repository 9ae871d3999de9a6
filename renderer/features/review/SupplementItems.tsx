import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'

export interface Item {
  /** Keeps a line's box while lines move. */
  id: number
  text: string
}

interface Props {
  items: readonly Item[]
  onChange(items: Item[]): void
}

/** The texts as lines of the list; one empty line where there are none. */
export function itemsOf(texts: readonly string[]): Item[] {
  return (texts.length === 0 ? [''] : texts).map((text, id) => ({ id, text }))
}

/** A list to be told at once: each line can be rewritten, moved, taken out; new ones are added at the end. */
export function SupplementItems({ items, onChange }: Props) {
  const replace = (at: number, text: string) =>
    onChange(items.map((item, index) => (index === at ? { ...item, text } : item)))
  const swap = (at: number, by: number) => {
    const next = [...items]
    const moved = next.splice(at, 1)
    next.splice(at + by, 0, ...moved)
    onChange(next)
  }
  return (
    <>
      <ol className="supplement-items" aria-label="补正事项">
        {items.map(({ id, text }, at) => (
          <li key={id}>
            <span className="digits quiet">{at + 1}</span>
            <Input.TextArea
              aria-label={`补正事项 ${at + 1}`}
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={300}
              value={text}
              onChange={(event) => replace(at, event.target.value)}
            />
            <Button
              size="small"
              type="text"
              aria-label={`第 ${at + 1} 项上移`}
              icon={<ArrowUpOutlined />}
              disabled={at === 0}
              onClick={() => swap(at, -1)}
            />
            <Button
              size="small"
              type="text"
              aria-label={`第 ${at + 1} 项下移`}
              icon={<ArrowDownOutlined />}
              disabled={at === items.length - 1}
              onClick={() => swap(at, 1)}
            />
            <Button
              size="small"
              type="text"
              aria-label={`删除第 ${at + 1} 项`}
              icon={<DeleteOutlined />}
              disabled={items.length === 1}
              onClick={() => onChange(items.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ol>
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={items.length >= 40}
        onClick={() => onChange([...items, { id: Math.max(-1, ...items.map(({ id }) => id)) + 1, text: '' }])}
      >
        增加一项
      </Button>
    </>
  )
}
