/// The phones as the simulated providers know them: the tokens they give out, the pushes they receive, and those they
/// make wait.
@NullMarked
package org.belltower.local.demo.provider;

import org.jspecify.annotations.NullMarked;
