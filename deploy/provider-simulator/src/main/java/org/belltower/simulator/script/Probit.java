package org.belltower.simulator.script;

/// The quantile function of the normal distribution, by Acklam's rational approximations: one for
/// the middle, one for both tails; relative error below 1.2e-9.
///
/// Source: P. J. Acklam, *An algorithm for computing the inverse normal cumulative distribution
/// function*, 2003.
final class Probit {

    private static final double TAIL = 0.02425;
    private static final double[] MIDDLE_OVER = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] MIDDLE_UNDER = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1
    };
    private static final double[] TAIL_OVER = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] TAIL_UNDER = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
    };

    private Probit() {}

    /// @param part above 0 and below 1
    static double of(double part) {
        if (part < TAIL) {
            return tail(part);
        }
        if (part > 1 - TAIL) {
            return -tail(1 - part);
        }
        double x = part - 0.5;
        double square = x * x;
        return polynomial(MIDDLE_OVER, square) * x / polynomial(MIDDLE_UNDER, square);
    }

    private static double tail(double part) {
        double x = Math.sqrt(-2 * Math.log(part));
        return polynomial(TAIL_OVER, x) / polynomial(TAIL_UNDER, x);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
