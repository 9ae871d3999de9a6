import { Splitter } from 'antd'
import { type ReactNode, useState } from 'react'
import { Choices } from './Choices.tsx'
import { recall, remember } from './remember.ts'
import { useSize } from './useSize.ts'

interface Pane {
  key: string
  label: string
  content: ReactNode
  /** Pixels at first. */
  size: number
  min: number
}

/**
 * Panes side by side that can be dragged and collapsed; the widths are remembered on this machine. Where the window is
 * too narrow for all of them (large scaling), one is shown at a time.
 */
export function SplitPanes({ name, panes }: { name: string; panes: Pane[] }) {
  const [frame, { width }] = useSize<HTMLDivElement>()
  const needed = panes.reduce((sum, pane) => sum + pane.min, 0)
  return (
    <div ref={frame} className="split">
      {width > 0 && (width < needed ? <OnePane panes={panes} /> : <AllPanes name={name} panes={panes} width={width} />)}
    </div>
  )
}

function AllPanes({ name, panes, width }: { name: string; panes: Pane[]; width: number }) {
  const [sizes, setSizes] = useState<number[] | null>(() => recallSizes(name, panes.length, width))
  const resize = (next: number[]) => {
    setSizes(next)
    remember(`panes.${name}`, next.map(Math.round).join(','))
  }
  return (
    <Splitter onResize={resize}>
      {panes.map((pane, at) => (
        <Splitter.Panel
          key={pane.key}
          min={pane.min}
          collapsible
          {...(sizes !== null
            ? { size: sizes[at] ?? pane.size }
            : at === panes.length - 1
              ? {}
              : { defaultSize: pane.size })}
        >
          {pane.content}
        </Splitter.Panel>
      ))}
    </Splitter>
  )
}

function OnePane({ panes }: { panes: Pane[] }) {
  const [open, setOpen] = useState(panes[0]?.key ?? '')
  return (
    <div className="one-pane">
      <Choices label="显示" items={panes} open={open} onOpen={setOpen} />
      <div>{panes.find(({ key }) => key === open)?.content}</div>
    </div>
  )
}

/** Widths from a much wider or narrower window would push a pane out of sight; they are not used. */
function recallSizes(name: string, count: number, width: number): number[] | null {
  const sizes = recall(`panes.${name}`)?.split(',').map(Number) ?? []
  const known = sizes.length === count && sizes.every((size) => Number.isFinite(size) && size >= 0)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return known && Math.abs(total - width) < 40 ? sizes : null
}
