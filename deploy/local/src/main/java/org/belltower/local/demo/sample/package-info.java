/// The sample district: of believable size, made from a seed, with a day whose end an independent model computes. The
/// model is slow and obvious, and takes nothing from those who decide in earnest.
@NullMarked
package org.belltower.local.demo.sample;

import org.jspecify.annotations.NullMarked;
