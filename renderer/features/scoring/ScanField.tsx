import { Input } from 'antd'
import { useState } from 'react'
import { openSheet } from '../../sheet.ts'
import { composes } from '../../ui/keys.ts'

/** A scanner types the 核对码 of a 打分表 and Enter; by hand it is the same. */
export function ScanField() {
  const [code, setCode] = useState('')
  return (
    <Input
      size="small"
      className="scan"
      value={code}
      placeholder="扫打分表核对码，回车"
      aria-label="扫描或输入打分表右上角的核对码，回车打开"
      onChange={(event) => setCode(event.target.value)}
      onPressEnter={(event) => {
        if (composes(event.nativeEvent) || code.trim() === '') return
        void openSheet(code)
        setCode('')
      }}
    />
  )
}
