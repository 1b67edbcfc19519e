const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/**
 * The number with the eight significant bits of bfloat16 that is nearest, of two equally near ones the even: what
 * c10/util/BFloat16.h of torch makes of a float32. A double is rounded to float32 first, as there.
 */
export function toBfloat16(value: number): number {
  if (Number.isNaN(value)) return Number.NaN;
  single[0] = value;
  const whole = bits[0];
  bits[0] = (whole + 0x7fff + ((whole >> 16) & 1)) & ~0xffff;
  return single[0];
}
