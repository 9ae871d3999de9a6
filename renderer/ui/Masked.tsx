import { EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { maskNumber } from '../../shared/maskNumber.ts'
import { useShield } from './shield.ts'

/** A personal number, hidden until asked for; never shown while the screen is on the wall. */
export function Masked({ value, label }: { value: string; label: string }) {
  const [asked, setAsked] = useState(false)
  const shielded = useShield(({ on }) => on)
  const shown = asked && !shielded
  return (
    <span className="masked">
      <span className="digits">{shown ? value : maskNumber(value)}</span>
      {!asked && !shielded && (
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined />}
          aria-label={`显示${label}`}
          onClick={() => setAsked(true)}
        >
          显示
        </Button>
      )}
    </span>
  )
}
