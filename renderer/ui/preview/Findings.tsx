import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import type { PDFPageProxy } from '../pdf.ts'
import { type Places, placesOf } from './places.ts'

interface Props {
  problems: readonly string[]
  warnings: readonly string[]
  /** The pages they speak of; null while those are being laid out. */
  pages: readonly PDFPageProxy[] | null
  onJump(page: number): void
  /** Opens what is missing where it can be entered; null: not from here. */
  onSettings: (() => void) | null
}

const NONE: Places = new Map()
/** Words of a sentence that asks for something of 公示信息. */
const MISSING = /未填写|待填写/

/** What stands against a paper (red) and what should be looked at, each with the way to its page or to the missing entry. */
export function Findings({ problems, warnings, pages, onJump, onSettings }: Props) {
  const [places, setPlaces] = useState(NONE)
  useEffect(() => {
    let gone = false
    setPlaces(NONE)
    if (pages === null) return
    placesOf([...problems, ...warnings], pages).then(
      (found) => {
        if (!gone) setPlaces(found)
      },
      // Pages that are gone need no places.
      () => {},
    )
    return () => {
      gone = true
    }
  }, [problems, warnings, pages])

  if (problems.length + warnings.length === 0) {
    return <Alert className="tight" type="success" showIcon title="没有需要提醒的事项" />
  }
  const list = (sentences: readonly string[]) => (
    <ul className="warnings">
      {[...new Set(sentences)].map((sentence) => (
        <li key={sentence}>
          {sentence}
          <Ways page={places.get(sentence)} onJump={onJump} onSettings={MISSING.test(sentence) ? onSettings : null} />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {problems.length > 0 && <Alert className="tight" type="error" title={list(problems)} />}
      {warnings.length > 0 && <Alert className="tight" type="warning" title={list(warnings)} />}
    </>
  )
}

interface WaysProps {
  page: number | undefined
  onJump(page: number): void
  onSettings: (() => void) | null
}

function Ways({ page, onJump, onSettings }: WaysProps) {
  return (
    <>
      {page !== undefined && (
        <Button type="link" size="small" className="flush" onClick={() => onJump(page)}>
          第 {page} 页
        </Button>
      )}
      {onSettings !== null && (
        <Button type="link" size="small" className="flush" onClick={onSettings}>
          去填写
        </Button>
      )}
    </>
  )
}
