import { EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { FACTS, type FactName } from '../../shared/application.ts'
import { maskNumber } from '../../shared/maskNumber.ts'
import { call, sentence } from '../client.ts'
import { noteTrouble } from '../workspace.ts'
import { useShield } from './shield.ts'

/**
 * A number of a person or an account, hidden until asked for; never shown while the screen is on the wall. Whoever asks
 * stands in the log first. `of`: whose number, in words for the log.
 */
export function Masked({ value, fact, of }: { value: string; fact: FactName; of: string }) {
  const [asked, setAsked] = useState(false)
  const shielded = useShield(({ on }) => on)
  const shown = asked && !shielded

  async function show(): Promise<void> {
    try {
      await call('number.show', { of, fact })
      setAsked(true)
    } catch (error) {
      noteTrouble(sentence(error))
    }
  }

  return (
    <span className="masked">
      <span className="digits">{shown ? value : maskNumber(value)}</span>
      {!asked && !shielded && (
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined />}
          aria-label={`显示${FACTS[fact].label}，留痕`}
          onClick={() => void show()}
        >
          显示
        </Button>
      )}
    </span>
  )
}
