/** Brands: names for plain values, so that the compiler keeps a day from being passed as a text. */

declare const brand: unique symbol;

/**
 * A `T` that only its parser can make. The name lives in the type alone; at run time the value is
 * a plain `T`. Make one with a type guard (`value is Day`), never with a cast.
 * @example type Day = Brand<string, 'Day'>;
 */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
