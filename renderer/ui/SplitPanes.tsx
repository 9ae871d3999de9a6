import { Splitter } from 'antd'
import { type ReactNode, useState } from 'react'
import { recall, remember } from './remember.ts'

interface Pane {
  key: string
  content: ReactNode
  /** Pixels at first. */
  size: number
  min: number
}

/** Panes side by side that can be dragged and collapsed; the widths are remembered on this machine. */
export function SplitPanes({ name, panes }: { name: string; panes: Pane[] }) {
  const [sizes, setSizes] = useState<number[] | null>(() => recallSizes(name, panes.length))
  return (
    <Splitter
      className="split"
      onResize={(next) => {
        setSizes(next)
        remember(`panes.${name}`, next.map(Math.round).join(','))
      }}
    >
      {panes.map((pane, at) => (
        <Splitter.Panel
          key={pane.key}
          min={pane.min}
          collapsible
          {...(sizes === null
            ? at === panes.length - 1
              ? {}
              : { defaultSize: pane.size }
            : { size: sizes[at] ?? pane.size })}
        >
          {pane.content}
        </Splitter.Panel>
      ))}
    </Splitter>
  )
}

function recallSizes(name: string, count: number): number[] | null {
  const sizes = recall(`panes.${name}`)?.split(',').map(Number) ?? []
  const known = sizes.length === count && sizes.every((size) => Number.isFinite(size) && size >= 0)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  // Widths from a much wider or narrower window would push a pane out of sight.
  const fits = Math.abs(total - window.innerWidth) < 120
  return known && fits ? sizes : null
}
