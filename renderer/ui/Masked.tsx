import { EyeOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { maskNumber } from '../../shared/maskNumber.ts'

/** A personal number, hidden until asked for. */
export function Masked({ value, label }: { value: string; label: string }) {
  const [shown, setShown] = useState(false)
  return (
    <span className="masked">
      <span className="digits">{shown ? value : maskNumber(value)}</span>
      {!shown && (
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined />}
          aria-label={`显示${label}`}
          onClick={() => setShown(true)}
        >
          显示
        </Button>
      )}
    </span>
  )
}
