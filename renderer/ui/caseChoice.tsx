import type { ReactNode } from 'react'

/**
 * How a Select draws applications whose label is the number, a space and the rest: the number stays in sight, the rest
 * is hidden while the window is on the wall. The label stays text, to be searched and read out.
 */
export const CASE_CHOICE = {
  optionRender: ({ label }: { label?: ReactNode }) => shielded(label),
  labelRender: ({ label }: { label?: ReactNode }) => shielded(label),
}

function shielded(label: ReactNode): ReactNode {
  if (typeof label !== 'string') return label
  const [number = '', ...rest] = label.split(' ')
  return (
    <>
      <span className="digits">{number}</span> <span className="personal">{rest.join(' ')}</span>
    </>
  )
}
